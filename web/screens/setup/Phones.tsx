import { Sources } from './Sources.tsx'

/** The telephone systems of the network. */
export default function Phones() {
  return <Sources door="phone" />
}
