import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A kind of test that needs something of the machine, where it is, and what to do when it is not there. */
export interface Kind {
  name: string
  needs: string
  /** a path, or undefined when absent */
  found: string | undefined
  /** set-up can bring it, so its absence fails in CI */
  owed: boolean
  remedy: string
}

const first = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && path !== '' && existsSync(path))

/** A browser of the Chromium family: OKAERI_TEST_CHROMIUM, else where systems put it. */
export const findChromium = (): string | undefined =>
  first([
    process.env.OKAERI_TEST_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ])

/** A real MQTT broker. */
export const findMosquitto = (): string | undefined =>
  first(['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'])

/** The programs of Debian's newest PostgreSQL from version 15 on: a folder with initdb and postgres. */
export function findPostgres(): string | undefined {
  const all = '/usr/lib/postgresql'
  const versions = existsSync(all) ? readdirSync(all).map(Number) : []
  const newest = versions.filter((version) => version >= 15).sort((a, b) => b - a)
  return newest
    .map((version) => `${all}/${version}/bin`)
    .find((bin) => existsSync(`${bin}/initdb`) && existsSync(`${bin}/postgres`))
}

/** The labelled and measured data beside the checkout, which is not part of the project. */
export const findShared = (): string | undefined => first([fileURLToPath(new URL('../../shared', import.meta.url))])

export const kinds = (): Kind[] => [
  { name: 'browser tests', needs: 'Chromium', found: findChromium(), owed: true, remedy: 'apt-get install chromium' },
  {
    name: 'MQTT against a real broker',
    needs: 'Mosquitto',
    found: findMosquitto(),
    owed: true,
    remedy: 'apt-get install mosquitto',
  },
  {
    name: "tests on Debian's PostgreSQL",
    needs: 'PostgreSQL 15 or later',
    found: findPostgres(),
    owed: true,
    remedy: 'apt-get install postgresql',
  },
  {
    name: 'tests on shared data',
    needs: 'the folder ../shared',
    found: findShared(),
    owed: false,
    remedy: 'it comes with the workshop, not with the project',
  },
]
