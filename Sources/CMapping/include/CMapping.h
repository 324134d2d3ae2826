// CMapping.h: a file that is cut while it is mapped costs an error and not the process.
//
// The kernel answers a read behind the new end of a file, or one that the disk cannot serve, with SIGBUS. In a
// watched mapping the lost part becomes zeros instead, and the mapping is marked: whoever reads it asks
// afterwards whether what was read was the file. A SIGBUS from elsewhere ends the process as it always does.

#ifndef CMAPPING_H
#define CMAPPING_H

#include <stdbool.h>
#include <stddef.h>

/// Watches a mapping of `byte_count` bytes that begins at a page.
///
/// Returns its number for the calls below, or -1 where too many mappings are watched or the handler could
/// not be installed. Safe from several threads.
int cmap_watch(const void *start, size_t byte_count);

/// True once a part of the mapping was lost.
bool cmap_is_lost(int mapping);

/// Ends the watch; to be called before the mapping ends.
void cmap_unwatch(int mapping);

#endif
