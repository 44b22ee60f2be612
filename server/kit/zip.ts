import { Zip, ZipDeflate } from 'fflate'

export interface ZipFile {
  name: string
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
}

/** Writes files into a ZIP as they come: no more of it is in memory than one chunk and what it became. */
export async function* zipOf(files: AsyncIterable<ZipFile> | Iterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  let fault: Error | undefined
  const zip = new Zip((error, bytes) => {
    if (error) fault = error
    else made.push(bytes)
  })
  const take = (): Uint8Array[] => {
    if (fault) throw fault
    return made.splice(0)
  }
  const encoder = new TextEncoder()
  for await (const { name, chunks } of files) {
    const entry = new ZipDeflate(name, { level: 6 })
    entry.mtime = at
    zip.add(entry)
    for await (const chunk of chunks) {
      entry.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      yield* take()
    }
    entry.push(new Uint8Array(), true)
    yield* take()
  }
  zip.end()
  yield* take()
}
