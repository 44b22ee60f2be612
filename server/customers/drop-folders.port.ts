/** Folders into which other systems drop their files. */
export interface DropFolders {
  make(folder: string): Promise<void>
  /** Names of files that have come to rest: whole, and no longer written to. The oldest first. */
  waiting(folder: string): Promise<string[]>
  open(folder: string, name: string): AsyncIterable<Uint8Array>
  /** The file has been read: it is moved aside, into `done` or `refused`, so that it is not read again and not lost. */
  putAside(folder: string, name: string, where: 'done' | 'refused'): Promise<void>
}
