import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { DropFolders } from '../../customers/drop-folders.port.ts'

/** A file untouched for so long has been written to its end: nobody who drops files says when they are done. */
const REST_MS = 10_000

/** Folders inside `imports` of the house's data folder. Only plain files are seen: a link would lead anywhere. */
export function openDropFolders(dataDir: string, restMs = REST_MS): DropFolders {
  const root = join(dataDir, 'imports')
  return {
    async make(folder) {
      await mkdir(join(root, folder), { recursive: true, mode: 0o770 })
    },
    async waiting(folder) {
      const names = await readdir(join(root, folder)).catch(() => [])
      const files = await Promise.all(
        names
          .filter((name) => !name.startsWith('.') && !/\.(part|tmp|filepart|crdownload)$/iu.test(name))
          .map(async (name) => ({ name, stat: await lstat(join(root, folder, name)).catch(() => null) })),
      )
      return files
        .flatMap(({ name, stat }) =>
          stat?.isFile() && Date.now() - stat.mtimeMs > restMs ? [{ name, at: stat.mtimeMs }] : [],
        )
        .sort((a, b) => a.at - b.at)
        .map(({ name }) => name)
    },
    open: (folder, name) => createReadStream(join(root, folder, name)),
    async putAside(folder, name, where) {
      const place = join(root, folder, where)
      await mkdir(place, { recursive: true, mode: 0o770 })
      await rename(join(root, folder, name), join(place, `${new Date().toISOString().replace(/[:.]/g, '-')} ${name}`))
    },
  }
}
