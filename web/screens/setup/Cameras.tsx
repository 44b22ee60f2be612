import { Sources } from './Sources.tsx'

/** The cameras of the network. */
export default function Cameras() {
  return <Sources door="gate" />
}
