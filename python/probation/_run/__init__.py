"""Running replicates: options, threads, executors, parts, files of paths, memory, and when to stop.

What a run gives is a part of the compiled library; :mod:`~probation._forecast` makes a forecast of it.
"""
