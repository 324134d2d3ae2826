// macos_keychain.c: a key that the Keychain of macOS keeps for this program.
//
// The Keychain has no timeout: what is stored has its end in itself, and whoever reads refuses it
// afterwards (Vault/SessionKeys.swift). The bytes pass through memory of CoreFoundation, which is not
// wiped. Never run so far, like macos.c.

#if defined(__APPLE__)
#include "CSystem.h"

#include <CoreFoundation/CoreFoundation.h>
#include <Security/Security.h>
#include <errno.h>
#include <string.h>

static int error_number(OSStatus status) {
  switch (status) {
    case errSecSuccess: return 0;
    case errSecItemNotFound: return ENOENT;  // Darwin has no ENOKEY.
    case errSecNotAvailable: return ENOTSUP;
    case errSecAuthFailed:
    case errSecInteractionNotAllowed:
    case errSecMissingEntitlement: return EACCES;
    default: return EIO;
  }
}

static CFStringRef text(const char *bytes) {
  return CFStringCreateWithCString(kCFAllocatorDefault, bytes, kCFStringEncodingUTF8);
}

/// What finds the item of a name, or all items of this program where `name` is NULL.
static CFMutableDictionaryRef query(CFStringRef name) {
  CFMutableDictionaryRef query = CFDictionaryCreateMutable(
      kCFAllocatorDefault, 0, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks);
  CFDictionarySetValue(query, kSecClass, kSecClassGenericPassword);
  CFDictionarySetValue(query, kSecAttrService, CFSTR("persona"));
  if (name) CFDictionarySetValue(query, kSecAttrAccount, name);
  return query;
}

int csys_session_scope(int *scope) {
  *scope = csys_scope_program;
  return 0;
}

int csys_session_store(const char *name, const void *bytes, int64_t byte_count, int64_t seconds) {
  (void)seconds;
  CFStringRef account = text(name);
  CFDataRef data = CFDataCreate(kCFAllocatorDefault, bytes, (CFIndex)byte_count);
  CFMutableDictionaryRef item = query(account);
  SecItemDelete(item);
  CFDictionarySetValue(item, kSecValueData, data);
  CFDictionarySetValue(item, kSecAttrSynchronizable, kCFBooleanFalse);
  CFDictionarySetValue(item, kSecAttrAccessible, kSecAttrAccessibleWhenUnlockedThisDeviceOnly);
  OSStatus status = SecItemAdd(item, NULL);
  CFRelease(item);
  CFRelease(data);
  CFRelease(account);
  return error_number(status);
}

int csys_session_read(const char *name, void *bytes, int64_t byte_count) {
  CFStringRef account = text(name);
  CFMutableDictionaryRef item = query(account);
  CFDictionarySetValue(item, kSecReturnData, kCFBooleanTrue);
  CFTypeRef found = NULL;
  int error = error_number(SecItemCopyMatching(item, &found));
  CFRelease(item);
  CFRelease(account);
  if (error != 0) return error;
  if (CFDataGetLength((CFDataRef)found) == (CFIndex)byte_count)
    memcpy(bytes, CFDataGetBytePtr((CFDataRef)found), (size_t)byte_count);
  else
    error = EMSGSIZE;
  CFRelease(found);
  return error;
}

int csys_session_forget(const char *prefix) {
  CFMutableDictionaryRef all = query(NULL);
  CFDictionarySetValue(all, kSecMatchLimit, kSecMatchLimitAll);
  CFDictionarySetValue(all, kSecReturnAttributes, kCFBooleanTrue);
  CFTypeRef found = NULL;
  OSStatus status = SecItemCopyMatching(all, &found);
  CFRelease(all);
  if (status == errSecItemNotFound) return 0;
  if (status != errSecSuccess) return error_number(status);
  CFStringRef beginning = text(prefix);
  int error = 0;
  for (CFIndex i = 0; i < CFArrayGetCount((CFArrayRef)found); i++) {
    CFDictionaryRef attributes = CFArrayGetValueAtIndex((CFArrayRef)found, i);
    CFStringRef account = CFDictionaryGetValue(attributes, kSecAttrAccount);
    if (!account || !CFStringHasPrefix(account, beginning)) continue;
    CFMutableDictionaryRef item = query(account);
    status = SecItemDelete(item);
    if (status != errSecItemNotFound && status != errSecSuccess) error = error_number(status);
    CFRelease(item);
  }
  CFRelease(beginning);
  CFRelease(found);
  return error;
}

#endif
