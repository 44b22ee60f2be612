import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Payload, Sent, SignedPayload } from '../../signals/device.port.ts'
import { fieldsOf, textOf } from '../payload/field.ts'
import { parseJson } from '../payload/json.ts'

/** Whether two secrets are the same, in a time that tells nothing about where they differ. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/**
 * Twilio's `X-Twilio-Signature`: Base64(HMAC-SHA1(auth token, whole URL with its query, then each form field sorted by
 * name, name and value without anything between)). https://www.twilio.com/docs/usage/security#validating-requests
 * @param url exactly as Twilio called it: scheme, host, port if any, path, query
 */
export function twilioSignatureOk(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
  signature: string | undefined,
): boolean {
  if (!authToken || !signature) return false
  const text = Object.keys(params)
    .sort()
    .reduce((all, name) => all + name + params[name], url)
  return same(createHmac('sha1', authToken).update(text, 'utf8').digest('base64'), signature)
}

/** Aircall puts the webhook's token into each body instead of signing it. */
export function aircallTokenOk(token: string, body: Buffer): boolean {
  const json = parseJson(body.toString('utf8'))
  const sent = json.ok ? textOf(fieldsOf(json.value).token) : undefined
  return Boolean(token) && sent !== undefined && same(token, sent)
}

/** Later than this, a signed message is a replayed one. */
const REPLAY_SECONDS = 300

export interface RingoverSigned {
  method: string
  /** As Ringover called it. */
  url: string
  body: Buffer
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/**
 * Ringover's signature, in the two forms in the field. The newer one is Base64(HMAC-SHA256(key, method + url + body +
 * timestamp)) in `X-Ringover-Webhook-Signature-V3` with `X-Ringover-Request-Signature-V3-Timestamp`; the usual one a JWT
 * (HS512) in `X-Ringover-Webhook-Signature` whose claims repeat the URL and the payload, compared here with what came. The
 * formulas are those of Ringover's own SDK and of integrators: Ringover's pages do not print the second one.
 *
 * Its IVR event is not signed at all, so the secret in the address stays the first lock. Each hook has its own key.
 */
export function ringoverSignatureOk(key: string, { method, url, body, headers }: RingoverSigned, now: Date): boolean {
  if (!key) return false
  const v3 = headerOf(headers, 'x-ringover-webhook-signature-v3')
  if (v3 !== undefined) {
    const stamp = headerOf(headers, 'x-ringover-request-signature-v3-timestamp') ?? ''
    if (!/^\d{9,11}$/u.test(stamp) || Math.abs(now.getTime() / 1000 - Number(stamp)) > REPLAY_SECONDS) return false
    const text = Buffer.concat([Buffer.from(method + url), body, Buffer.from(stamp)])
    return same(createHmac('sha256', key).update(text).digest('base64'), v3)
  }
  const jwt = headerOf(headers, 'x-ringover-webhook-signature')
  return jwt !== undefined && jwtOk(key, jwt, url, body)
}

function jwtOk(key: string, jwt: string, url: string, body: Buffer): boolean {
  const [head = '', claims = '', signature = '', more] = jwt.split('.')
  if (more !== undefined) return false
  if (!same(createHmac('sha512', key).update(`${head}.${claims}`).digest('base64url'), signature)) return false
  // Whoever signs names the algorithm: another than ours is refused even though the sum was right.
  if (partOf(head).alg !== 'HS512') return false
  const said = partOf(claims)
  if (said.url !== undefined && said.url !== url) return false
  // The payload is wrapped, or the claims are the payload; at least what makes a call must be the same.
  const signed = fieldsOf(typeof said.payload === 'string' ? jsonIn(said.payload) : (said.payload ?? said))
  const came = fieldsOf(jsonIn(body.toString('utf8')))
  return ['event', 'resource', 'timestamp', 'data'].every((name) => canonical(signed[name]) === canonical(came[name]))
}

const headerOf = (headers: RingoverSigned['headers'], name: string): string | undefined => textOf(headers[name], 20_000)
const jsonIn = (text: string): unknown => {
  const json = parseJson(text)
  return json.ok ? json.value : undefined
}
const partOf = (part: string): Record<string, unknown> =>
  fieldsOf(jsonIn(Buffer.from(part, 'base64url').toString('utf8')))

/** The value as text, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join()}}`
}

type Signed = (payload: Payload, key: string) => boolean
type Sign = (payload: Payload & { sent: Sent }, key: string) => SignedPayload

/** Several keys stand with a space between them, where each hook has its own. */
const anyOf = (keys: string, ok: (key: string) => boolean): boolean =>
  keys.split(/\s+/u).some((key) => key !== '' && ok(key))

const isForm = (contentType: string): boolean => /^application\/x-www-form-urlencoded/iu.test(contentType)
const formOf = ({ contentType, body }: Payload): Record<string, string> =>
  isForm(contentType) ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : {}

/**
 * A webhook of Twilio with its auth token. Twilio names the port of https in some calls and leaves it out in others. The
 * fields of a form are signed; a body of another kind only by its SHA-256 in the address (`bodySHA256`).
 */
export const twilioSigned: Signed = (payload, keys) => {
  const { contentType, body, query, sent } = payload
  const signature = sent && headerOf(sent.headers, 'x-twilio-signature')
  const address = sent && URL.parse(sent.url)
  if (!sent || !address || !signature) return false
  if (
    body.length > 0 &&
    !isForm(contentType) &&
    !same(createHash('sha256').update(body).digest('hex'), query.bodySHA256 ?? '')
  )
    return false
  const port = address.protocol === 'https:' ? '443' : '80'
  const urls = address.port ? [sent.url] : [sent.url, sent.url.replace(address.host, `${address.host}:${port}`)]
  const params = formOf(payload)
  return anyOf(keys, (key) => urls.some((url) => twilioSignatureOk(key, url, params, signature)))
}

/** A webhook of Ringover with its key. */
export const ringoverSigned: Signed = ({ body, now, sent }, keys) =>
  sent !== undefined && anyOf(keys, (key) => ringoverSignatureOk(key, { ...sent, body }, now))

/** A webhook of Aircall with its token. */
export const aircallSigned: Signed = ({ body }, keys) => anyOf(keys, (key) => aircallTokenOk(key, body))

const firstOf = (keys: string): string => keys.trim().split(/\s+/u)[0] ?? ''

/** A form signed as Twilio does. */
export const signTwilio: Sign = (payload, keys) => {
  const fields = Object.entries(formOf(payload)).sort(([a], [b]) => (a < b ? -1 : 1))
  const text = fields.reduce((all, [name, value]) => all + name + value, payload.sent.url)
  const signature = createHmac('sha1', firstOf(keys)).update(text, 'utf8').digest('base64')
  return { body: payload.body, headers: { 'x-twilio-signature': signature } }
}

/** A payload signed in Ringover's newer form. */
export const signRingover: Sign = ({ body, now, sent }, keys) => {
  const stamp = String(Math.floor(now.getTime() / 1000))
  const text = Buffer.concat([Buffer.from(sent.method + sent.url), body, Buffer.from(stamp)])
  return {
    body,
    headers: {
      'x-ringover-webhook-signature-v3': createHmac('sha256', firstOf(keys)).update(text).digest('base64'),
      'x-ringover-request-signature-v3-timestamp': stamp,
    },
  }
}

/** A payload with Aircall's token in it. */
export const signAircall: Sign = ({ body }, keys) => {
  const json = parseJson(body.toString('utf8'))
  const fields = json.ok ? fieldsOf(json.value) : {}
  return { body: Buffer.from(JSON.stringify({ ...fields, token: firstOf(keys) })), headers: {} }
}
