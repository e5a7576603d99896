"""How things show themselves: tables, text, HTML, figures and exports.

What is drawn is known by the protocols of :mod:`~probation._display.protocols` only, so that this room stands below the
rooms of the things that it draws.
"""
