import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Phones() {
  return (
    <Page title="Phones">
      <Loading />
    </Page>
  )
}
