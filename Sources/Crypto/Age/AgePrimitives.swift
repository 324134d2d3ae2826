// AgePrimitives.swift: the calls of libsodium that age needs; the only unsafe code of this folder.
//
// Sound throughout: every pointer comes from a span or an array that outlives the one call it is passed
// to, with its length beside it; every length that libsodium takes for granted is checked before the call.

private import CSodium

/// What age is made of, each function one call of libsodium.
enum AgePrimitives {
  /// The length of a key of ChaCha20-Poly1305, of a scalar and of a point, in bytes.
  static let keyByteCount = 32

  /// The length of a nonce of ChaCha20-Poly1305 as RFC 8439 has it, in bytes.
  static let nonceByteCount = 12

  /// How much longer a sealed message is than its plaintext: the tag.
  static let tagByteCount = 16

  /// Encrypts `message` with ChaCha20-Poly1305 (RFC 8439), without further authenticated data.
  ///
  /// - Precondition: `key` and `nonce` have their lengths. One nonce is used once under one key.
  /// - Returns: ciphertext || tag.
  static func seal(_ message: RawSpan, key: borrowing SecretBytes, nonce: [UInt8]) -> [UInt8] {
    requireLengths(key: key, nonce: nonce)
    return [UInt8](count: message.byteCount + tagByteCount) { box in
      let status = unsafe box.withUnsafeMutableBytes { box in
        unsafe message.withUnsafeBytes { message in
          unsafe key.bytes.withUnsafeBytes { key in
            unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
              address(box), nil, address(message), UInt64(message.count), nil, 0, nil, nonce, address(key))
          }
        }
      }
      precondition(status == 0, "libsodium refused to seal \(message.byteCount) bytes")
    }
  }

  /// Reverses ``seal(_:key:nonce:)`` into `message`, which is all zero where this fails.
  ///
  /// - Precondition: `message` is as long as `box` without its tag; `key` and `nonce` have their lengths.
  /// - Returns: Whether the box is authentic.
  static func open(
    _ box: RawSpan, key: borrowing SecretBytes, nonce: [UInt8], into message: inout MutableRawSpan
  ) -> Bool {
    requireLengths(key: key, nonce: nonce)
    precondition(box.byteCount == message.byteCount + tagByteCount, "no room for \(box.byteCount) bytes")
    return unsafe message.withUnsafeMutableBytes { message in
      unsafe box.withUnsafeBytes { box in
        unsafe key.bytes.withUnsafeBytes { key in
          unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
            address(message), nil, nil, address(box), UInt64(box.count), nil, 0, nonce, address(key)) == 0
        }
      }
    }
  }

  /// Multiplies `point` by `scalar` on Curve25519 (RFC 7748) into `product`.
  ///
  /// - Precondition: All three have ``keyByteCount`` bytes.
  /// - Returns: False where the product is the all-zero point, which a point of low order makes.
  static func multiply(
    _ scalar: borrowing SecretBytes, _ point: [UInt8], into product: inout MutableRawSpan
  ) -> Bool {
    requireLibrary()
    precondition(scalar.count == keyByteCount && point.count == keyByteCount, "not a scalar and a point")
    precondition(product.byteCount == keyByteCount, "no room for a point")
    return unsafe product.withUnsafeMutableBytes { product in
      unsafe scalar.bytes.withUnsafeBytes { scalar in
        unsafe crypto_scalarmult_curve25519(address(product), address(scalar), point) == 0
      }
    }
  }

  /// Multiplies the base point of Curve25519 by `scalar`: the public key of a secret one.
  ///
  /// - Precondition: `scalar` has ``keyByteCount`` bytes.
  static func publicKey(of scalar: borrowing SecretBytes) -> [UInt8] {
    requireLibrary()
    precondition(scalar.count == keyByteCount, "a scalar of \(scalar.count) bytes")
    return [UInt8](count: keyByteCount) { point in
      let status = unsafe point.withUnsafeMutableBytes { point in
        unsafe scalar.bytes.withUnsafeBytes { scalar in
          unsafe crypto_scalarmult_curve25519_base(address(point), address(scalar))
        }
      }
      precondition(status == 0, "libsodium refused to make a public key")
    }
  }

  /// Computes HMAC-SHA-256 (RFC 2104) of `message` followed by `suffix`; a key may have any length.
  static func authenticate(_ message: RawSpan, suffix: [UInt8], key: RawSpan) -> SecretBytes {
    requireLibrary()
    return SecretBytes(count: SHA256.digestByteCount) { code in
      var state = crypto_auth_hmacsha256_state()
      // The state says as much as the key.
      defer { unsafe sodium_memzero(&state, MemoryLayout<crypto_auth_hmacsha256_state>.size) }
      let status = unsafe code.withUnsafeMutableBytes { code in
        unsafe key.withUnsafeBytes { key in
          unsafe message.withUnsafeBytes { message in
            unsafe crypto_auth_hmacsha256_init(&state, address(key), key.count)
              | crypto_auth_hmacsha256_update(&state, address(message), UInt64(message.count))
              | crypto_auth_hmacsha256_update(&state, suffix, UInt64(suffix.count))
              | crypto_auth_hmacsha256_final(&state, address(code))
          }
        }
      }
      precondition(status == 0, "libsodium refused to compute an HMAC")
    }
  }

  /// Derives a key of ``keyByteCount`` bytes with scrypt (RFC 7914), blocks of 1 KiB and one lane.
  ///
  /// - Parameters:
  ///   - passphrase: Any bytes, also none.
  ///   - salt: Random bytes, behind what names the purpose.
  ///   - logarithm: The logarithm to base 2 of the cost: 2^logarithm KiB of memory.
  /// - Returns: ``keyByteCount`` bytes.
  /// - Throws: ``AgeError/outOfMemory`` where the system does not give the memory.
  /// - Precondition: `logarithm` is in 1 ... 31.
  static func scrypt(
    _ passphrase: borrowing SecretBytes, salt: [UInt8], logarithm: Int
  ) throws(AgeError) -> SecretBytes {
    requireLibrary()
    precondition((1...31).contains(logarithm), "no scrypt with a cost of 2 to the \(logarithm)")
    return try SecretBytes(count: keyByteCount) { key throws(AgeError) in
      let status = unsafe key.withUnsafeMutableBytes { key in
        unsafe passphrase.bytes.withUnsafeBytes { passphrase in
          unsafe crypto_pwhash_scryptsalsa208sha256_ll(
            address(passphrase), passphrase.count, salt, salt.count, UInt64(1) << UInt64(logarithm), 8, 1,
            address(key), key.count)
        }
      }
      guard status == 0 else { throw .outOfMemory }
    }
  }

  /// Writes `bytes` in base64 (RFC 4648, section 4), with padding or without.
  static func encodeBase64(_ bytes: [UInt8], isPadded: Bool) -> [UInt8] {
    requireLibrary()
    let variant = base64Variant(isPadded: isPadded)
    // The length counts the zero byte that ends the text.
    let byteCount = sodium_base64_encoded_len(bytes.count, variant)
    var text = [CChar](repeating: 0, count: byteCount)
    _ = unsafe sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
    return text.dropLast().map { UInt8(bitPattern: $0) }
  }

  /// Reads base64 in its one canonical form; nil for any other text.
  ///
  /// Refused are characters outside the alphabet, line ends, padding that is missing or not wanted, and bits
  /// set that no byte holds.
  static func decodeBase64(_ text: [UInt8], isPadded: Bool) -> [UInt8]? {
    requireLibrary()
    guard !text.isEmpty else { return [] }
    // libsodium takes some bytes beyond ASCII for `+` and `/`.
    guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
    let characters = text.map { CChar(bitPattern: $0) }
    var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
    var byteCount = 0
    // Without a place for the end of the text, the call fails unless it reads all of it.
    let status = unsafe sodium_base642bin(
      &bytes, bytes.count, characters, characters.count, nil, &byteCount, nil,
      base64Variant(isPadded: isPadded))
    guard status == 0 else { return nil }
    bytes.removeLast(bytes.count - byteCount)
    return bytes
  }

  private static func base64Variant(isPadded: Bool) -> Int32 {
    isPadded ? sodium_base64_VARIANT_ORIGINAL : sodium_base64_VARIANT_ORIGINAL_NO_PADDING
  }

  private static func requireLengths(key: borrowing SecretBytes, nonce: [UInt8]) {
    requireLibrary()
    precondition(key.count == keyByteCount, "the key has \(key.count) bytes, not \(keyByteCount)")
    precondition(nonce.count == nonceByteCount, "the nonce has \(nonce.count) bytes, not \(nonceByteCount)")
  }
}

extension RawSpan {
  /// The byte at `index`.
  ///
  /// - Precondition: There is one.
  func byte(_ index: Int) -> UInt8 {
    precondition(index >= 0 && index < byteCount, "no byte \(index) in \(byteCount)")
    // Sound: the index was checked, and any byte is a valid UInt8.
    return unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}

/// Where `bytes` begin, as libsodium wants it: never nil, because even what is empty has to be somewhere.
private func address(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
  // Sound: any byte is a valid UInt8; nothing is read from the address that stands for an empty buffer.
  unsafe (bytes.baseAddress ?? nowhere).assumingMemoryBound(to: UInt8.self)
}

/// The same for bytes that are written to.
private func address(_ bytes: UnsafeMutableRawBufferPointer) -> UnsafeMutablePointer<UInt8> {
  // Sound: as above; no call writes to an empty buffer.
  unsafe (bytes.baseAddress ?? UnsafeMutableRawPointer(mutating: nowhere)).assumingMemoryBound(to: UInt8.self)
}

/// An address that is not zero, of nothing.
private var nowhere: UnsafeRawPointer {
  // Sound: never followed; only buffers of no bytes have it.
  unsafe UnsafeRawPointer(bitPattern: 16)!
}
