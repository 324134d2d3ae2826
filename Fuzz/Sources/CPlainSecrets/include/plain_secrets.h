// plain_secrets.h: nothing to call; plain_secrets.c takes the place of functions of libsodium.
