import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'

export const say = (line) => process.stderr.write(`okaeri: ${line}\n`)

/** What some tests need, with the Debian package that brings it. */
export const TOOLS = [
  {
    name: 'Chromium',
    package: 'chromium',
    files: ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  },
  { name: 'Mosquitto', package: 'mosquitto', files: ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'] },
  { name: 'PostgreSQL', package: 'postgresql', files: ['/usr/lib/postgresql'] },
]

/** The tools that are absent. A package that was removed leaves its empty folder behind: PostgreSQL is looked for by its program. */
export function missingTools(
  exists = fs.existsSync,
  list = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder) : []),
) {
  return TOOLS.filter((tool) =>
    tool.package === 'postgresql'
      ? !list('/usr/lib/postgresql').some((version) => exists(`/usr/lib/postgresql/${version}/bin/postgres`))
      : !tool.files.some((file) => exists(file)),
  )
}

/** Debian's packages when we may; no service is started and no cluster made on the way. Never a reason to stop: the tests say loudly what did not run. */
export function installTools(root) {
  const missing = missingTools()
  if (missing.length === 0) return
  const names = missing.map((tool) => tool.name).join(', ')
  const may = process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')
  if (!may) {
    const how = fs.existsSync('/usr/bin/apt-get')
      ? ` Once, as root: apt-get install ${missing.map((tool) => tool.package).join(' ')}`
      : ''
    say(`not here, and not ours to install: ${names}. The tests that need them will be skipped.${how}`)
    return
  }
  say(`installing ${names} from Debian's packages (once)`)
  const log = path.join(root, '.okaeri', 'apt.log')
  const apt = (...args) => {
    const out = fs.openSync(log, 'a')
    const options = [
      '-y',
      '-q',
      '-o',
      'Acquire::Retries=3',
      '-o',
      'Acquire::http::Timeout=30',
      '-o',
      'DPkg::Lock::Timeout=300',
    ]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
    const done = spawnSync('/usr/bin/apt-get', [...options, ...args], {
      stdio: ['ignore', out, out],
      env,
      timeout: 1_200_000,
    })
    fs.closeSync(out)
    return done.status === 0
  }
  const laid = []
  const lay = (file, text, mode) => {
    if (fs.existsSync(file)) return
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text, { mode })
    laid.push(file)
  }
  try {
    lay('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755)
    lay('/etc/postgresql-common/createcluster.d/okaeri.conf', 'create_main_cluster = false\n', 0o644)
    apt('update')
    const all = missing.map((tool) => tool.package)
    // Together is quicker; one by one saves the rest when one of them cannot be had.
    if (!apt('install', '--no-install-recommends', ...all))
      for (const one of all) apt('install', '--no-install-recommends', one)
  } finally {
    for (const file of laid) fs.rmSync(file, { force: true })
  }
  const still = missingTools()
  if (still.length > 0) say(`could not install ${still.map((tool) => tool.name).join(', ')}: see ${log}`)
}
