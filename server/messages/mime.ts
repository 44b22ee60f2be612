/** The parts of a message as RFC 5322 and MIME (RFC 2045–2049) have it, ready for the wire. */
export interface Mail {
  /** `name` as people write it. */
  from: { name: string; address: string }
  to: string
  replyTo?: string | undefined
  subject: string
  /** Without angle brackets. */
  messageId: string
  date: Date
  /** One line each, ASCII. */
  headers: Record<string, string>
  text: string
  /** In quoted-printable already: the shell of a message is the same for thousands. */
  htmlQuoted: string
}

const CRLF = '\r\n'
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text)

/** A word of a header that ASCII cannot hold (RFC 2047), cut so that no line is longer than 75 and no character is halved. */
export function headerWords(text: string): string {
  if (isPlain(text)) return text
  const words: string[] = []
  let part = ''
  for (const each of text) {
    if (Buffer.byteLength(part + each) > 42) {
      words.push(part)
      part = ''
    }
    part += each
  }
  words.push(part)
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${CRLF} `)
}

/** Nothing that ends a line may come into a header: what follows would be one of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]+/gu, ' ').trim()

const named = ({ name, address }: Mail['from']): string => {
  const said = oneLine(name)
  if (!said) return `<${oneLine(address)}>`
  const shown = isPlain(said) ? `"${said.replaceAll(/["\\]/gu, '\\$&')}"` : headerWords(said)
  return `${shown} <${oneLine(address)}>`
}

const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)

/** Quoted-printable (RFC 2045 §6.7): lines of 76 at most, breaks as CRLF. */
export function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text)
  let out = ''
  let line = ''
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === 13 && bytes[at + 1] === 10) continue
    if (byte === 10) {
      out += `${endOf(line)}${CRLF}`
      line = ''
      continue
    }
    const shown =
      (byte > 32 && byte < 127 && byte !== 61) || byte === 32 || byte === 9 ? String.fromCharCode(byte) : HEX[byte]!
    if (line.length + shown.length > 75) {
      out += `${line}=${CRLF}`
      line = ''
    }
    line += shown
  }
  return out + endOf(line)
}

/** A space at the end of a line would be lost on the way. */
const endOf = (line: string): string =>
  /[ \t]$/u.test(line) ? `${line.slice(0, -1)}${HEX[line.charCodeAt(line.length - 1)]}` : line

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')
const dated = (at: Date): string =>
  `${DAYS[at.getUTCDay()]}, ${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`

/** The whole message, words first in plain text, then as a page. */
export function asMime(mail: Mail): string {
  const boundary = `=_ok_${mail.messageId.replaceAll(/\W/gu, '').slice(0, 32)}`
  const headers = [
    `From: ${named(mail.from)}`,
    `To: <${oneLine(mail.to)}>`,
    ...(mail.replyTo ? [`Reply-To: <${oneLine(mail.replyTo)}>`] : []),
    `Subject: ${headerWords(oneLine(mail.subject))}`,
    `Date: ${dated(mail.date)}`,
    `Message-ID: <${mail.messageId}>`,
    ...Object.entries(mail.headers).map(([name, value]) => `${name}: ${oneLine(value)}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ]
  const part = (kind: string, quoted: string): string[] => [
    `--${boundary}`,
    `Content-Type: text/${kind}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quoted,
    '',
  ]
  return [
    ...headers,
    '',
    ...part('plain', quotedPrintable(mail.text)),
    ...part('html', mail.htmlQuoted),
    `--${boundary}--`,
    '',
  ].join(CRLF)
}
