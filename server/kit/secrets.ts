import { createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { weakness } from './config.ts'
import { giveToOwner, makeDataFolder } from './data-folder.ts'

/** A secret that must not be used, and what to do. */
export class SecretFault extends Error {
  override name = 'SecretFault'
}

export interface Secrets {
  /** The master secret: give it to openSealer; everything below is derived from it. */
  master: string
  /** signs sessions; 43 characters */
  session: string
  /** Web Push (RFC 8292): a P-256 pair, as web-push wants it, in base64url */
  vapid: { publicKey: string; privateKey: string }
  /** true when this start made the secret */
  made: boolean
}

/** HKDF-SHA256 (RFC 5869) of the master for one purpose; another purpose gives an unrelated key. */
const derive = (master: string, purpose: string, round = 0): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'okaeri', `${purpose} v1 ${round}`, 32))

/**
 * The VAPID pair of a master secret, always the same, so that all processes of one house agree without sharing a file. A draw that is no valid
 * private key of P-256 (one in 2^32) is drawn again.
 */
export function vapidOf(master: string): Secrets['vapid'] {
  for (let round = 0; ; round += 1) {
    const ecdh = createECDH('prime256v1')
    const key = derive(master, 'vapid', round)
    try {
      ecdh.setPrivateKey(key)
    } catch {
      continue
    }
    return { publicKey: ecdh.getPublicKey().toString('base64url'), privateKey: key.toString('base64url') }
  }
}

/** Reads the file or makes it; of two who make it at once, one is believed by both. */
function readOrMake(file: string, dataDir: string): { master: string; made: boolean } {
  const read = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8').trim()
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw new SecretFault(
        `May not read ${file} (${(fault as NodeJS.ErrnoException).code}): run Okaeri as its owner, or as root.`,
      )
    }
  }
  const known = read()
  if (known !== undefined) return { master: known, made: false }
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  let master = randomBytes(33).toString('base64url')
  // Chance writes a word of the forbidden ones about once in a million.
  while (weakness(master)) master = randomBytes(33).toString('base64url')
  try {
    writeFileSync(draft, `${master}\n`, { mode: 0o600, flush: true })
    giveToOwner(draft, dataDir)
    linkSync(draft, file)
    return { master, made: true }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return { master: read() ?? '', made: false }
    throw fault
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * The house's secrets: from OKAERI_SECRET when given (needed where several processes share a database and no folder), else from `secret` in
 * the data folder, made at first start for its owner's eyes only. Keep it with the backups: without it, sealed camera secrets cannot be read.
 * @throws SecretFault when the secret is weak, empty or unreadable
 */
export function loadSecrets(dataDir: string, given?: string): Secrets {
  const file = join(dataDir, 'secret')
  if (given === undefined) makeDataFolder(dataDir)
  const { master, made } = given === undefined ? readOrMake(file, dataDir) : { master: given, made: false }
  const why = weakness(master)
  if (why) {
    throw new SecretFault(
      given === undefined
        ? `The secret in ${file} ${why}. Put the right one back from a backup; or delete the file to have a new one made (everyone signs in again, camera and phone secrets are made anew, links sent to customers open nothing, and people who were erased are not known as such any more: an import brings them back).`
        : `OKAERI_SECRET ${why}. Make one with: openssl rand -base64 33.`,
    )
  }
  if (given === undefined && process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  return { master, session: derive(master, 'session').toString('base64url'), vapid: vapidOf(master), made }
}
