import { SourcePage } from './SourcePage.tsx'

/** One camera. */
export default function Camera() {
  return <SourcePage door="gate" />
}
