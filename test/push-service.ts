import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { atEnd } from './world.ts'

/** Of this machine alone, made for these tests: it opens nothing. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJSXgSQXYM4kSjni8
mO8+I0wnCcfuCtHFIQNFger265GhRANCAAQ6eUTALCaIbCRHkPoV+/dm0gLCEe1W
HYQtUy17PmY6f4gwodh0po7B3Re0WVQS5yRtLwrkNS13HIS3Qrkh9jsi
-----END PRIVATE KEY-----`
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUIHeqyPPv+ulMIMBIjrBahN7TS6EwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJcHVzaC50ZXN0MCAXDTI2MTEyNjIwMzE0NloYDzIxMjYxMTAy
MjAzMTQ2WjAUMRIwEAYDVQQDDAlwdXNoLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ6eUTALCaIbCRHkPoV+/dm0gLCEe1WHYQtUy17PmY6f4gwodh0po7B
3Re0WVQS5yRtLwrkNS13HIS3Qrkh9jsio28wbTAdBgNVHQ4EFgQUmKsunc7Bz3SS
bOhtIremTe7CTXkwHwYDVR0jBBgwFoAUmKsunc7Bz3SSbOhtIremTe7CTXkwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgG0FRKUx9QVaHOBKUUV/TNXIShEL+9SLNtG3raqBaoC4CIHXH
wz6+KqnYuRwRvAmJS7CGW2VblDV/FVXvQOvo9ecR
-----END CERTIFICATE-----`

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

/** A browser that subscribed: it alone can read what is encrypted to it (RFC 8291). */
export function openBrowser(origin: string, path: string) {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const auth = randomBytes(16)
  const mac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest()
  return {
    subscription: {
      endpoint: `${origin}${path}`,
      keys: { p256dh: own.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
    },
    /** As RFC 8188 and RFC 8291 say, written from them and not from the library that wrote it. */
    read(body: Buffer): Record<string, string> {
      const [salt, keyId] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]!)]
      const ikm = mac(
        mac(auth, own.computeSecret(keyId)),
        Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), keyId, Buffer.from([1])]),
      )
      const prk = mac(salt, ikm)
      const key = mac(prk, Buffer.from('Content-Encoding: aes128gcm\0\u0001')).subarray(0, 16)
      const nonce = mac(prk, Buffer.from('Content-Encoding: nonce\0\u0001')).subarray(0, 12)
      const sealed = body.subarray(21 + body[20]!)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce)
      decipher.setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')) as Record<string, string>
    },
  }
}

/** Who signed it, for whom, until when: null when the signature is not by that key (RFC 8292). */
export function readVapid(authorization: string): { key: string; aud: string; sub: string; exp: number } | null {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/u.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = bytes(key)
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    bytes(signature),
  )
  return signed
    ? { key, ...(JSON.parse(bytes(claims).toString('utf8')) as { aud: string; sub: string; exp: number }) }
    : null
}

export interface Rung {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

type Answer = number | 'cut' | { status: number; headers: Record<string, string> }

/** A push service on this machine, over https as all are; it answers each path as it is bidden, else 201. */
export async function openPushService() {
  const rung: Rung[] = []
  const answers = new Map<string, Answer>()
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      rung.push({ path, headers: request.headers, body: Buffer.concat(parts) })
      const answer = answers.get(path) ?? 201
      if (answer === 'cut') return request.socket.destroy()
      if (typeof answer === 'number') return response.writeHead(answer).end()
      return response.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    rung,
    answers,
    browser: (path: string) => openBrowser(origin, path),
  }
}
