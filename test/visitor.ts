import { createHmac } from 'node:crypto'
import * as network from '../contract/network.ts'
import type { HeldRole } from '../contract/rights.ts'
import { type EmptyTown, PASSWORD, type Screen, type Town } from './town.ts'

export interface Answer {
  status: number
  /** JSON, or an empty object where the answer is something else. */
  body: Record<string, unknown>
  text: string
  headers: Record<string, unknown>
  /** Where a redirect leads. */
  location: string
}

let computers = 0

/** A browser on a computer of its own: it keeps cookies, says where it is and which page it is on. */
export class Visitor {
  readonly #town: EmptyTown
  readonly #address: string
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(town: EmptyTown, { address, origin }: { address?: string; origin?: string } = {}) {
    computers += 1
    this.#town = town
    this.#address = address ?? `10.0.${computers >> 8}.${computers & 255}`
    this.#origin = origin ?? 'http://localhost:4270'
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Forgets a cookie, or all. */
  forget(name?: string): void {
    if (name) this.#cookies.delete(name)
    else this.#cookies.clear()
  }

  async go(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.#town.world.app.inject({
      method,
      url,
      remoteAddress: this.#address,
      headers: {
        host: new URL(this.#origin).host,
        ...(method === 'GET' ? {} : { origin: this.#origin }),
        ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      if (value === '' || /max-age=0/iu.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const json = /json/u.test(String(answer.headers['content-type'])) && answer.body !== ''
    return {
      status: answer.statusCode,
      body: json ? ((JSON.parse(answer.body) ?? {}) as Record<string, unknown>) : {},
      text: answer.body,
      headers: answer.headers,
      location: String(answer.headers.location ?? ''),
    }
  }

  get = (url: string): Promise<Answer> => this.go('GET', url)
  post = (url: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    this.go('POST', url, body, headers)

  signIn = (email: string, password = PASSWORD): Promise<Answer> =>
    this.post('/api/auth/sign-in/email', { email, password })

  /** What they see at their own page: 200 inside, 401 outside. */
  inside = async (): Promise<number> => (await this.get('/api/me')).status

  screen = (staffId = ''): Screen => this.#town.screen(this.cookie, staffId)
}

/** Someone hired with these roles, who joined and signed in on a computer of their own. */
export async function hire(
  town: Town,
  name: string,
  roles: HeldRole[],
): Promise<{ staffId: string; email: string; visitor: Visitor; screen: Screen }> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/gu, '')}@example.org`
  const { staff, invitation } = await town.owner.ask(network.createStaff, { body: { name, email, roles } })
  const visitor = new Visitor(town)
  const joined = await visitor.post(new URL(invitation).pathname.replace('/join/', '/api/invitations/'), {
    password: PASSWORD,
  })
  if (joined.status !== 200) throw new Error(`join: ${joined.text}`)
  const signedIn = await visitor.signIn(email)
  if (signedIn.status !== 200) throw new Error(`sign-in: ${signedIn.text}`)
  return { staffId: staff.id, email, visitor, screen: visitor.screen(staff.id) }
}

/** Six digits of an authenticator app at an instant (RFC 6238: HMAC-SHA-1, steps of 30 s), from an otpauth:// address. */
export function codeOf(address: string, at: number): string {
  const secret = new URL(address).searchParams.get('secret') ?? ''
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from((bits.join('').match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  const offset = mac[19]! & 15
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
