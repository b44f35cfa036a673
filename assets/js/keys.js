// What a request that may come twice is known by.

/** 128 random bits as hexadecimal digits. crypto.randomUUID is absent on plain http. */
export const new_key = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
