/** What the network needs from whatever proves who someone is. */
export interface SignIn {
  /** A person who may sign in once they have a password, a passkey or single sign-on; returns the user id. */
  createUser(person: { name: string; email: string }): Promise<string>
  setPassword(userId: string, password: string): Promise<void>
  /** Ends every session of a user. */
  signOut(userId: string): Promise<void>
  /** Signs in without a password, for the owner just created and for the demo: `Set-Cookie` values. */
  openSession(userId: string, request: { headers: Headers }): Promise<string[]>
}
