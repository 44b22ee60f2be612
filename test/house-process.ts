import { type ChildProcess, spawn } from 'node:child_process'

/** A whole house in a process of its own, as `npm start` runs it. */
export interface HouseProcess {
  base: string
  /** All it has printed. */
  printed(): string
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Starts `server/main.ts` and waits until it is open. Without `DATABASE_URL` in `env` it runs its embedded database. */
export async function openHouseProcess(env: Record<string, string>): Promise<HouseProcess> {
  let printed = ''
  const child: ChildProcess = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const hear = (text: Buffer) => {
    printed += text
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let running = true
  void ended.then(() => {
    running = false
  })
  // The system gives the port: one looked for beforehand may be somebody else's by the time the house listens.
  const address = () => /is open[\s\S]*?(http:\/\/\S+)/u.exec(printed)?.[1]
  for (const until = Date.now() + 180_000; !address(); ) {
    if (!running || Date.now() > until) {
      // Nobody else could end it: it would stay, with its database.
      child.kill()
      throw new Error(`the house did not open:\n${printed}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    base: `http://127.0.0.1:${new URL(address() ?? '').port}`,
    printed: () => printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

/** A browser without a screen: keeps its cookie between questions. */
export function openVisitor(base: () => string) {
  let cookie = ''
  return {
    cookie: () => cookie,
    async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await fetch(base() + path, {
        method,
        headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return (await answer.json()) as T
    },
  }
}

export const FIRST_OWNER = {
  name: 'Odile',
  email: 'odile@example.org',
  password: 'un cheval bleu au galop',
  network: 'Val',
  site: { name: 'Versailles' },
}

/** The first owner, and Anne with her car, expected now. */
export async function settle(
  visitor: ReturnType<typeof openVisitor>,
  plate = 'FM-046-SC',
): Promise<{ siteId: string; customerId: string }> {
  const { siteId } = await visitor.ask<{ siteId: string }>('POST', '/api/start/owner', FIRST_OWNER)
  return {
    siteId,
    customerId: await expectSomeone(visitor, siteId, plate, { givenName: 'Anne', familyName: 'Cieille' }),
  }
}

/** A customer with a car and an appointment now; returns their id. */
export async function expectSomeone(
  visitor: ReturnType<typeof openVisitor>,
  siteId: string,
  plate: string,
  name: { givenName?: string; familyName: string },
): Promise<string> {
  const { id } = await visitor.ask<{ id: string }>('POST', '/api/customers', name)
  const asset = await visitor.ask<{ id: string }>('POST', `/api/customers/${id}/assets`, { plate })
  await visitor.ask('POST', '/api/appointments', {
    customerId: id,
    assetId: asset.id,
    siteId,
    at: new Date().toISOString(),
  })
  return id
}
