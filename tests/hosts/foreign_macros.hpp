// Names that Qt, X11 and Windows define as macros, as they might stand before our headers. Each is something that does
// not compile, so that a use of the name shows.
#define FOREIGN_MACRO static_assert(false, "a macro of somebody else's")

// Qt, without QT_NO_KEYWORDS
#define signals FOREIGN_MACRO
#define slots FOREIGN_MACRO
#define emit FOREIGN_MACRO
#define foreach FOREIGN_MACRO
#define forever FOREIGN_MACRO

// X11 (X.h, Xlib.h)
#define None FOREIGN_MACRO
#define Bool FOREIGN_MACRO
#define Status FOREIGN_MACRO
#define True FOREIGN_MACRO
#define False FOREIGN_MACRO
#define Success FOREIGN_MACRO
#define Always FOREIGN_MACRO
#define Above FOREIGN_MACRO
#define Below FOREIGN_MACRO
#define Complex FOREIGN_MACRO
#define Convex FOREIGN_MACRO
#define CurrentTime FOREIGN_MACRO
#define Unsorted FOREIGN_MACRO
#define KeyPress FOREIGN_MACRO
#define FocusIn FOREIGN_MACRO
#define Expose FOREIGN_MACRO
#define GrayScale FOREIGN_MACRO
#define CursorShape FOREIGN_MACRO

// Windows (windef.h, winnt.h, wingdi.h, rpcndr.h, winuser.h)
#define min(a, b) FOREIGN_MACRO
#define max(a, b) FOREIGN_MACRO
#define small FOREIGN_MACRO
#define hyper FOREIGN_MACRO
#define near FOREIGN_MACRO
#define far FOREIGN_MACRO
#define pascal FOREIGN_MACRO
#define cdecl FOREIGN_MACRO
#define interface FOREIGN_MACRO
#define IN FOREIGN_MACRO
#define OUT FOREIGN_MACRO
#define OPTIONAL FOREIGN_MACRO
#define CONST FOREIGN_MACRO
#define VOID FOREIGN_MACRO
#define TRUE FOREIGN_MACRO
#define FALSE FOREIGN_MACRO
#define ERROR FOREIGN_MACRO
#define DELETE FOREIGN_MACRO
#define STRICT FOREIGN_MACRO
#define ABSOLUTE FOREIGN_MACRO
#define RELATIVE FOREIGN_MACRO
#define DIFFERENCE FOREIGN_MACRO
#define TRANSPARENT FOREIGN_MACRO
#define GetObject FOREIGN_MACRO
#define GetMessage FOREIGN_MACRO
#define CreateFile FOREIGN_MACRO
#define DrawText FOREIGN_MACRO
#define Yield() FOREIGN_MACRO
#define environ FOREIGN_MACRO

// The C library's own
#define major(x) FOREIGN_MACRO
#define minor(x) FOREIGN_MACRO
#define linux FOREIGN_MACRO
#define unix FOREIGN_MACRO
