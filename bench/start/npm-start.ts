import { type ChildProcess, spawn } from 'node:child_process'

/** An installation on a slow line takes its time; past this something is wrong. */
const MOST_MS = 600_000

export interface Started {
  /** From the command to the first page, whole. */
  seconds: number
  /** Number of the process group it runs in. */
  group: number
  stop(): Promise<void>
}

/** Runs `npm start` in this folder as a newcomer would, and waits until a browser would show the first page. */
export async function npmStart(clone: string, data: string): Promise<Started> {
  const begun = performance.now()
  let printed = ''
  const child: ChildProcess = spawn('npm', ['start'], {
    cwd: clone,
    // A group of its own, so that npm, its shell and the house are stopped together.
    detached: true,
    env: { ...newcomer(), OKAERI_DATA: data, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const hear = (text: Buffer): void => {
    printed += text
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  let failed: Error | undefined
  child.once('error', (error) => {
    failed = error
  })
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await over
  }
  const address = () => /is open[\s\S]*?(http:\/\/\S+)/u.exec(printed)?.[1]
  for (;;) {
    const at = address()
    if (at && (await firstPage(`http://127.0.0.1:${new URL(at).port}`)))
      return { seconds: (performance.now() - begun) / 1000, group: child.pid ?? 0, stop }
    if (failed || child.exitCode !== null || performance.now() - begun > MOST_MS) {
      if (!failed) await stop()
      throw new Error(`npm start did not come to its first page:\n${failed?.message ?? printed.slice(-4000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The environment without what this very run of npm put there: a newcomer has none of it. */
function newcomer(): NodeJS.ProcessEnv {
  const own = /^(?:npm_|NODE$|NODE_OPTIONS$|INIT_CWD$|DATABASE_URL$|OKAERI_)/u
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  const path = (env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
  return { ...env, PATH: path.join(':') }
}

/** The page and the script it begins with. */
async function firstPage(base: string): Promise<boolean> {
  const page = await fetch(base).catch(() => undefined)
  if (page?.status !== 200) return false
  const script = /<script[^>]+src="([^"]+)"/u.exec(await page.text())?.[1]
  if (!script) return false
  return (await fetch(new URL(script, base)).catch(() => undefined))?.status === 200
}
