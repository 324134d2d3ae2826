// clock.c: how far the clocks of this process are ahead of UTC, by TZ or the time zone of the system.

#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <time.h>

int64_t csys_seconds_ahead_of_utc(int64_t moment) {
  time_t seconds = (time_t)moment;
  struct tm parts;
  return localtime_r(&seconds, &parts) == NULL ? 0 : parts.tm_gmtoff;
}
