// children.h: what the files of CSystem share to try something in a child process. Not for Swift.

#ifndef CHILDREN_H
#define CHILDREN_H

#include "CSystem.h"

/// Forks a child that calls `attempt` and exits with its result. The child has one thread, and
/// `attempt` may use nothing but system calls.
csys_ending csys_in_child(int (*attempt)(void));

/// A shell script that tells how its process is confined; see csys_try_program.
extern const char *const csys_inheritance_script;

#endif
