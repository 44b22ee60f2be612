/** A key for one thing that is sent, however often: `crypto.randomUUID` is not there over plain http, the usual case inside a shop. */
export const sendKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
