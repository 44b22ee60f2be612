import { SourcePage } from './SourcePage.tsx'

/** One telephone system. */
export default function Phone() {
  return <SourcePage door="phone" />
}
