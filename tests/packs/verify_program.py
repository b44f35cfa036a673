"""Tries the parts of src/packs/verify.py that a pack alone does not: Ed25519 with the vectors of RFC 8032, 7.1.

usage: verify_program.py PATH-OF-VERIFY.PY     prints "sound" when all is as it must be
"""

import importlib.util
import sys

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)

VECTORS = [  # public key, message, signature
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
     "655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
     "b00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
     "c027beceea1ec40a"),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e"
     "2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
     "d9bef1177331a704"),
]

for public, message, signature in VECTORS:
    public, message, signature = (bytes.fromhex(text) for text in (public, message, signature))
    assert verify.ed25519_verify(public, message, signature), public.hex()
    assert not verify.ed25519_verify(public, message + b"x", signature), "another message"
    for at in (0, 31, 32, 63):
        other = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1:]
        assert not verify.ed25519_verify(public, message, other), at
    beyond = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not verify.ed25519_verify(public, message, signature[:32] + beyond.to_bytes(32, "little")), "s beyond the order"

# A key of small order would sign anything: the neutral point signs with R = itself, s = 0.
neutral = (1).to_bytes(32, "little")
assert not verify.ed25519_verify(neutral, b"anything", neutral + bytes(32))
# y beyond the prime names no point.
assert not verify.ed25519_verify((verify.P + 1).to_bytes(32, "little"), b"", bytes(64))
print("sound")
