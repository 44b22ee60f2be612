import { createHash } from 'node:crypto'

type Algorithm = 'MD5' | 'SHA-256'
/** What a camera asks for in `WWW-Authenticate`. */
export type Challenge =
  | { scheme: 'basic' }
  | { scheme: 'digest'; realm: string; nonce: string; opaque?: string; algorithm: Algorithm; qop: boolean }

/** The strongest challenge of a `WWW-Authenticate` header (several come joined by commas); Digest before Basic, always. */
export function readChallenge(header: string | undefined): Challenge | undefined {
  const text = (header ?? '').slice(0, 4000)
  const offers = text
    .split(/(?=\bDigest\s)|(?=\bBasic\s)/iu)
    .filter((offer) => /^digest\s/iu.test(offer))
    .flatMap((offer) => digestOffer(offer))
  return (
    offers.find((offer) => offer.algorithm === 'SHA-256') ??
    offers[0] ??
    (/\bBasic\b/iu.test(text) ? { scheme: 'basic' } : undefined)
  )
}

function digestOffer(offer: string): Extract<Challenge, { scheme: 'digest' }>[] {
  const field = (name: string): string | undefined => {
    const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,"]+))`, 'iu').exec(offer)
    return found?.[1] ?? found?.[2]
  }
  const nonce = field('nonce')
  const algorithm = (field('algorithm') ?? 'MD5').toUpperCase()
  if (nonce === undefined || (algorithm !== 'MD5' && algorithm !== 'SHA-256')) return []
  const qops = field('qop')?.split(/\s*,\s*/u)
  if (qops && !qops.includes('auth')) return []
  const opaque = field('opaque')
  return [
    {
      scheme: 'digest',
      realm: field('realm') ?? '',
      nonce,
      algorithm,
      qop: Boolean(qops),
      ...(opaque ? { opaque } : {}),
    },
  ]
}

/** The `Authorization` header for a challenge (RFC 7616, and RFC 2617 where firmware sends no qop). `nc` counts from 1 for each nonce. */
export function authorization(
  challenge: Challenge,
  ask: { method: string; uri: string; username: string; password: string; cnonce: string; nc: number },
): string {
  const { method, uri, username, password, cnonce } = ask
  if (challenge.scheme === 'basic') return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const { realm, nonce, opaque, algorithm, qop } = challenge
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex')
  const nc = ask.nc.toString(16).padStart(8, '0')
  const [who, what] = [hash(`${username}:${realm}:${password}`), hash(`${method}:${uri}`)]
  const response = qop ? hash([who, nonce, nc, cnonce, 'auth', what].join(':')) : hash([who, nonce, what].join(':'))
  const quoted = {
    username: username.replace(/["\\]/gu, '\\$&'),
    realm,
    nonce,
    uri,
    response,
    ...(opaque ? { opaque } : {}),
  }
  return [
    `Digest ${Object.entries(quoted)
      .map(([name, value]) => `${name}="${value}"`)
      .join(', ')}`,
    `algorithm=${algorithm}`,
    ...(qop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
  ].join(', ')
}
