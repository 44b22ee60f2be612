import { isUtf8 } from 'node:buffer'

/** `bit(1)` is how MySQL keeps yes and no; more of them are a number. */
export const bitsOf = (bits: Buffer | null): string | null =>
  bits && BigInt(`0x${bits.toString('hex') || '0'}`).toString()

/** Bytes are text where they are text, as programs keep it that trust no charset; else they are told by their digits: an id of sixteen bytes is one. */
export const bytesTold = (value: unknown): unknown =>
  !Buffer.isBuffer(value) ? value : isUtf8(value) ? value.toString('utf8') : value.toString('hex')
