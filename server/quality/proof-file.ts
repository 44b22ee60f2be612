import { PROOF_MAX_BYTES } from '../../contract/gate-file.ts'

const begins = (bytes: Uint8Array, from: number, ...wanted: readonly number[]): boolean =>
  wanted.every((byte, n) => bytes[from + n] === byte)
const text = (bytes: Uint8Array, from: number, word: string): boolean =>
  begins(bytes, from, ...[...word].map((letter) => letter.charCodeAt(0)))

/** How each kind of file begins: PNG (RFC 2083), JPEG, RIFF with WEBP, PDF. SVG is none of them: it can hold a script. */
const BEGINS: Record<string, (bytes: Uint8Array) => boolean> = {
  'image/png': (b) => begins(b, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': (b) => begins(b, 0, 0xff, 0xd8, 0xff),
  'image/webp': (b) => text(b, 0, 'RIFF') && text(b, 8, 'WEBP'),
  'application/pdf': (b) => text(b, 0, '%PDF-'),
}

/**
 * Which kind of proof these bytes are, or why none. What the sender calls it must agree with how the bytes begin: a browser shows it later
 * under that name.
 */
export function proofKind(contentType: string, bytes: Uint8Array): { mime: string } | { because: string } {
  const mime = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const kind = BEGINS[mime]
  if (!kind) return { because: 'A proof is a picture (PNG, JPEG, WebP) or a PDF.' }
  if (bytes.length === 0) return { because: 'The file is empty.' }
  if (bytes.length > PROOF_MAX_BYTES) return { because: 'A proof has at most 10 MB.' }
  return kind(bytes) ? { mime } : { because: `These bytes are not ${mime}.` }
}
