import type { z } from 'zod'
import type { connection } from '../../contract/signals.ts'

type Connection = z.infer<typeof connection>

/** What stands between the scheme, if there is one, and the last `@` before the path: a name and a password, however they are written. */
const SIGN_IN = /^([a-z][a-z\d+.-]*:\/\/)?([^/?#]*)@/iu

/**
 * The address of a device as it may be kept and shown: people paste `http://admin:secret@192.168.1.64`, and an address is read by everybody who sees the
 * source. The name and the password in it go to their own fields, where the password is sealed; those given there count first.
 */
export function signInTakenOut({ url, ...rest }: Connection): Connection {
  const [, , signIn] = SIGN_IN.exec(url?.trim() ?? '') ?? []
  if (url === undefined || signIn === undefined) return url === undefined ? rest : { ...rest, url }
  const [, name = '', secret = ''] = /^([^:]*):?(.*)$/su.exec(signIn) ?? []
  const username = rest.username || plain(name)
  const password = rest.password || plain(secret)
  return { ...rest, url: withoutSignIn(url), ...(username ? { username } : {}), ...(password ? { password } : {}) }
}

export const withoutSignIn = (url: string): string =>
  url.trim().replace(SIGN_IN, (_all, scheme: string | undefined) => scheme ?? '')

const plain = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
