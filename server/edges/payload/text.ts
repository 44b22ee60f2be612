/** What a reader makes of bytes: a value, or the code of what is wrong with them. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; because: string }
export const good = <T>(value: T): Parsed<T> => ({ ok: true, value })
export const bad = (because: string): { ok: false; because: string } => ({ ok: false, because })

/** Cameras put pictures in base64 beside the plate (OpenALPR, UniFi): some megabytes are honest, ten are not. */
const MAX_TEXT = 4 * 1024 * 1024

/**
 * Bytes as text: by byte-order mark, else UTF-8 without any fault, else the charset that the header or the XML declares
 * (firmware of the far east says GB2312 and means it). Anything else is `wrong-encoding`: a guessed letter would be a
 * misread nobody could learn from.
 */
export function decodeText(body: Buffer, contentType = ''): Parsed<string> {
  if (body.length === 0) return bad('empty')
  if (body.length > MAX_TEXT) return bad('too-large')
  if (body[0] === 0xff && body[1] === 0xfe) return decoded(body, 'utf-16le')
  if (body[0] === 0xfe && body[1] === 0xff) return decoded(body, 'utf-16be')
  const text = decoded(body, 'utf-8')
  if (text.ok) return text
  const declared =
    /charset\s*=\s*"?([\w-]{2,20})/iu.exec(contentType)?.[1] ??
    /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})/u.exec(body.toString('latin1', 0, 200))?.[1]
  return declared && !/^utf-?8$/iu.test(declared) ? decoded(body, declared) : text
}

function decoded(body: Buffer, charset: string): Parsed<string> {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(body)
    return text.includes('\0') ? bad('wrong-encoding') : good(text)
  } catch {
    return bad('wrong-encoding')
  }
}
