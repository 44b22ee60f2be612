/** A recording is about ten seconds; a megabyte holds a minute. */
export const VOICE_MAX_BYTES = 1_048_576

const text = (bytes: Uint8Array, from: number, word: string): boolean =>
  word.split('').every((letter, n) => bytes[from + n] === letter.charCodeAt(0))

/** How each kind of file begins: EBML (RFC 8794), ISO 14496-12 box, Ogg page (RFC 3533), RIFF. */
const BEGINS: Record<string, (bytes: Uint8Array) => boolean> = {
  'audio/webm': (b) => b[0] === 0x1a && b[1] === 0x45 && b[2] === 0xdf && b[3] === 0xa3,
  'audio/mp4': (b) => text(b, 4, 'ftyp'),
  'audio/ogg': (b) => text(b, 0, 'OggS'),
  'audio/wav': (b) => text(b, 0, 'RIFF') && text(b, 8, 'WAVE'),
}
const ALSO: Record<string, string> = {
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
}

/**
 * Which kind of recording this is, or why it is none. What the sender calls it must agree with how the bytes begin, for a
 * browser plays them later under that name.
 * @param contentType as in the header, parameters allowed (`audio/webm;codecs=opus`)
 */
export function soundKind(contentType: string, bytes: Uint8Array): { mime: string } | { because: string } {
  const named = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const mime = ALSO[named] ?? named
  const begins = BEGINS[mime]
  if (!begins) return { because: `A recording is ${Object.keys(BEGINS).join(', ')}.` }
  if (bytes.length === 0) return { because: 'The recording is empty.' }
  if (bytes.length > VOICE_MAX_BYTES)
    return { because: 'A recording has at most 1 MB: ten seconds are enough for a name.' }
  return begins(bytes) ? { mime } : { because: `These bytes are not ${mime}.` }
}
