import { execFile } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { randomOf } from '../gate-world.ts'

const GENERATOR = new URL('../../../shared/identity/generate-crm.mjs', import.meta.url)

export interface MadeRows {
  path: string
  rows: number
  bytes: number
  /** An e-mail of one of the last rows. */
  email: string
  by: string
}

/** The file: by the shared generator when it is there, run as a child, else by a small one of our own with fewer errors in it. */
export async function makeRows(rows: number, path: string): Promise<MadeRows> {
  const shared = [GENERATOR, new URL('../../../../shared/identity/generate-crm.mjs', import.meta.url)].find((url) =>
    existsSync(url),
  )
  if (shared)
    await promisify(execFile)(process.execPath, [fileURLToPath(shared), String(rows), '42', path], { maxBuffer: 1e8 })
  else writeOurs(rows, path)
  const tail = readFileSync(path).subarray(-200_000).toString()
  const email = [...tail.matchAll(/[\w.+-]+@[\w-]+\.[a-z]{2,}/gu)]
    .map(([each]) => each)
    .filter((each) => !/^(contact|client|aucun|noemail|x)@/u.test(each))
    .at(-1)
  return {
    path,
    rows,
    bytes: statSync(path).size,
    email: email ?? '',
    by: shared ? 'the shared generator, seed 42' : 'our own small generator (../shared is not there)',
  }
}

const GIVEN = 'Anne Paul Zoé Hélène Marc Julie Karim Nadia Hugo Léa Yves Maud Enora Luc Inès'.split(' ')
const FAMILY =
  'Martin Durand Kervella Salou Cieille Moreau Petit Roux Leroy Garnier Faure Blanc Robin Masson Dumas'.split(' ')
const CITIES = [
  ['35400', 'Saint-Malo'],
  ['69003', 'Lyon'],
  ['75011', 'Paris'],
] as const

function writeOurs(rows: number, path: string): void {
  const random = randomOf(42)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const digits = (n: number) => String(Math.floor(random() * 10 ** n)).padStart(n, '0')
  const file = openSync(path, 'w')
  let lines = ['unique_id,first_name,last_name,dob,email,phone,street,postcode,city,plate,vin']
  for (let n = 1; n <= rows; n++) {
    const [given, family] = [pick(GIVEN), `${pick(FAMILY)}${digits(2)}`]
    const [postcode, city] = pick(CITIES)
    // Every other row says somebody again who was there before.
    const who = Math.floor(random() * (rows / 2))
    lines.push(
      `${n},${given},${family},19${60 + (who % 40)}-0${1 + (who % 9)}-1${who % 10},p${who}@example.org,0639${String(who).padStart(6, '0').slice(-6)},${1 + (who % 99)} rue des Lilas,${postcode},${city},,`,
    )
    if (lines.length < 5000) continue
    writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  writeSync(file, `${lines.join('\n')}\n`)
  closeSync(file)
}
