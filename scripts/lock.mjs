import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { say } from './tools.mjs'

/** A failure the reader can do something about: printed without a stack. */
export class SetupFault extends Error {}

export const readOr = (file, otherwise) => {
  try {
    return fs.readFileSync(file)
  } catch {
    return otherwise
  }
}

/** When a process started, where the system tells (Linux): a pid alone is given again after a restart. A zombie has ended. */
function startOf(pid) {
  const stat = String(readOr(`/proc/${pid}/stat`, ''))
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? '' : fields[19] || ''
}

/** True while the process that wrote `pid start` lives; EPERM means it lives and belongs to someone else. */
function alive(pid, started) {
  if (process.platform === 'linux') return startOf(pid) !== '' && (!started || startOf(pid) === started)
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/**
 * Runs `work` while holding the set-up lock of this folder; a second set-up waits for the first. The lock of a process
 * that died is taken over by renaming it away first: of two who try, one rename succeeds.
 */
export function withLock(root, work, { waitMs = 900_000 } = {}) {
  const file = path.join(root, '.okaeri', 'setup.lock')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const until = Date.now() + waitMs
  let told = false
  for (;;) {
    try {
      fs.writeFileSync(file, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' })
      break
    } catch (fault) {
      if (fault.code !== 'EEXIST') throw fault
    }
    const [pid, started] = String(readOr(file, '')).split(' ')
    const holder = Number(pid)
    if (holder > 0 && !alive(holder, started)) {
      const aside = `${file}.${process.pid}`
      try {
        fs.renameSync(file, aside)
        fs.rmSync(aside, { force: true })
      } catch {
        // the other one was quicker
      }
      continue
    }
    if (Date.now() > until) {
      throw new SetupFault(
        `Another set-up (process ${holder}) has held ${file} too long. If none is running, delete that file.`,
      )
    }
    if (!told) say(`another set-up is at work here (process ${holder}); waiting for it`)
    told = true
    pause(200)
  }
  try {
    return work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}
