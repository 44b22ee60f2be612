import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** Keeps small secrets (camera addresses, device passwords) unreadable in the database without the house's own secret. */
export interface Sealer {
  seal(plain: string): string
  /** Throws when the text was sealed with another secret or altered. */
  open(sealed: string): string
  /** A mark by which a text is known again and cannot be read: HMAC-SHA-256 under a key of this house. */
  mark(text: string): string
}

/** AES-256-GCM under a key derived from the house secret by HKDF-SHA256; `v1.<nonce>.<tag>.<text>` in base64url. */
export function openSealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'okaeri', 'seal v1', 32))
  const markKey = Buffer.from(hkdfSync('sha256', secret, 'okaeri', 'mark v1', 32))
  return {
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return ['v1', nonce, cipher.getAuthTag(), text]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(sealed) {
      const [version, nonce, tag, text] = sealed.split('.')
      if (version !== 'v1' || !nonce || !tag || text === undefined) throw new Error('not a sealed text')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
      decipher.setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
    },
    mark: (text) => createHmac('sha256', markKey).update(text).digest('base64url'),
  }
}

/** SHA-256 of a high-entropy token: enough for random tokens of 128 bits and more (never for passwords). */
export const hashToken = (token: string): string => hash('sha256', token, 'base64url')

/** A new random token of 192 bits, safe in a URL. */
export const newToken = (): string => randomBytes(24).toString('base64url')

/** A new secret for signing by Standard Webhooks: 256 bits, as `whsec_` and base64. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** Constant-time comparison of a presented token with a stored hash. */
export function tokenMatches(presented: string, storedHash: string): boolean {
  const a = Buffer.from(hashToken(presented))
  const b = Buffer.from(storedHash)
  return a.length === b.length && timingSafeEqual(a, b)
}
