import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes the network's folder when absent. Others may walk through it and not look into it: as root, the database's own user must reach its
 * cluster inside. What it holds closes itself (0600, 0700). Made by root in somebody's folder, it is given to that somebody, so that
 * `sudo npm start` once does not shut out `npm start` for ever.
 */
export function makeDataFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  if (first !== undefined && process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(first))
    if (uid !== 0)
      for (let at = folder; ; at = dirname(at)) {
        chownSync(at, uid, gid)
        if (at === first) break
      }
  }
  // A temporary folder is made 0700: opened for walking through, or the cluster would have to live elsewhere.
  const { uid, mode } = statSync(folder)
  if (process.getuid?.() === 0 && uid === 0 && (mode & 0o001) === 0) chmodSync(folder, (mode & 0o777) | 0o011)
}

/** What root writes in somebody's folder stays readable for that somebody, and for nobody else. */
export function giveToOwner(file: string, folder: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  if (uid !== 0) chownSync(file, uid, gid)
}

/** Bytes that may still be written where this folder is. */
export async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
