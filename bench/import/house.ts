import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

export interface BenchHouse {
  pid: number
  ask<T>(method: string, path: string, body?: object): Promise<T>
  stop(): Promise<void>
}

/** A house as `npm start` opens it, on its own embedded database, with an owner. */
export async function openHouse(folder: string): Promise<BenchHouse> {
  const port = await freePort()
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      HOST: '127.0.0.1',
      PORT: String(port),
      OKAERI_DATA: folder,
      OKAERI_LOG: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (text: Buffer) => {
      printed += text
      if (printed.includes('is open')) resolve()
    })
    child.once('exit', () => reject(new Error(`the house did not open:\n${printed}`)))
  })
  let cookie = ''
  const house: BenchHouse = {
    pid: child.pid ?? 0,
    async ask<T>(method: string, path: string, body?: object) {
      const form = body instanceof FormData
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { cookie, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
      })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return (await answer.json()) as T
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
  await house.ask('POST', '/api/start/owner', {
    name: 'Odile',
    email: 'odile@example.org',
    password: 'un cheval bleu au galop',
    network: 'Bench',
    site: { name: 'Lyon' },
  })
  return house
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const TICKS = 100

/** Processor seconds of a process and all it has started, the database among them; null where the system does not say (only Linux does). */
export function cpuSeconds(pid: number): number | null {
  try {
    const parents = new Map<number, number>()
    const used = new Map<number, number>()
    for (const name of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8')
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number)
        parents.set(Number(name), fields[1] ?? 0)
        // Its own, and that of children who have ended and were waited for.
        used.set(Number(name), [11, 12, 13, 14].reduce((sum, n) => sum + (fields[n] ?? 0), 0) / TICKS)
      } catch {
        // it has ended meanwhile
      }
    }
    const isOurs = (each: number): boolean =>
      each === pid || ((parents.get(each) ?? 0) > 1 && isOurs(parents.get(each) ?? 0))
    return [...used].reduce((sum, [each, seconds]) => (isOurs(each) ? sum + seconds : sum), 0)
  } catch {
    return null
  }
}

/** The most memory a process ever had, of its own; null where the system does not say. */
export function peakMiB(pid: number): number | null {
  try {
    const kB = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kB ? Math.round(Number(kB) / 1024) : null
  } catch {
    return null
  }
}
