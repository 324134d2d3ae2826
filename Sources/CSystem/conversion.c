// conversion.c: texts in the charsets of East Asia as UTF-8, by the converters of the C library.
//
// iconv sees the names below only, never one that a text brings along. glibc and macOS load a converter from a file
// when it is first asked for: the confinement forbids no files, and what is loaded runs under it.

#include "CSystem.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/// Names of converters, the best first. Windows has more characters than the standard that a text names, and
/// most texts that name it were written there.
static const char *const names[csys_charset_count][3] = {
    [csys_windows_31j] = {"CP932", "SHIFT_JIS"}, [csys_euc_jp] = {"EUC-JP-MS", "EUC-JP"},
    [csys_gb18030] = {"GB18030", "GBK"},         [csys_big5] = {"CP950", "BIG5"},
    [csys_big5_hkscs] = {"BIG5-HKSCS"},          [csys_uhc] = {"UHC", "CP949", "EUC-KR"},
};

static const iconv_t no_converter = (iconv_t)-1;
static const char replacement[] = {'\xEF', '\xBF', '\xBD'};  // U+FFFD

static iconv_t open_converter(int charset) {
  iconv_t converter = no_converter;
  if (charset < 0 || charset >= csys_charset_count) return converter;
  for (int i = 0; i < 3 && names[charset][i] && converter == no_converter; i++)
    converter = iconv_open("UTF-8", names[charset][i]);
  return converter;
}

bool csys_can_convert(int charset) {
  iconv_t converter = open_converter(charset);
  return converter != no_converter && iconv_close(converter) == 0;
}

/// Whether a character of several bytes begins with this one.
static bool is_lead(int charset, unsigned char byte) {
  switch (charset) {
  case csys_windows_31j: return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
  case csys_euc_jp: return byte == 0x8E || byte == 0x8F || (byte >= 0xA1 && byte <= 0xFE);
  default: return byte >= 0x81 && byte <= 0xFE;
  }
}

/// How many bytes at the beginning of a text that has no meaning there are one mistake.
///
/// A whole character that the charset lacks is, or its second byte would be read as the first one of another. A
/// byte of ASCII is not part of one: it may be the end of a line.
static size_t mistake_length(int charset, const unsigned char *text, size_t byte_count) {
  if (!is_lead(charset, text[0])) return 1;
  size_t longest = charset == csys_euc_jp && text[0] == 0x8F ? 3 : 2;
  size_t length = 1;
  while (length < longest && length < byte_count && text[length] >= 0x80) length++;
  return length;
}

int64_t csys_convert_text(
    int charset, const void *bytes, int64_t byte_count, void *text, int64_t capacity) {
  if (byte_count < 0 || capacity < 0) return -1;
  iconv_t converter = open_converter(charset);
  if (converter == no_converter) return -1;
  char *in = (char *)bytes, *out = text;  // iconv changes nothing there, whatever its type says
  size_t in_left = (size_t)byte_count, out_left = (size_t)capacity;
  while (in_left > 0 && iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1) {
    if (errno == E2BIG || in_left == 0 || out_left < sizeof replacement) break;
    size_t length = mistake_length(charset, (const unsigned char *)in, in_left);
    in += length;
    in_left -= length;
    memcpy(out, replacement, sizeof replacement);
    out += sizeof replacement;
    out_left -= sizeof replacement;
  }
  iconv(converter, NULL, NULL, &out, &out_left);  // a character that it kept back, to see what follows it
  iconv_close(converter);
  return capacity - (int64_t)out_left;
}
