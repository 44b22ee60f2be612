import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Audit() {
  return (
    <Page title="Audit">
      <Loading />
    </Page>
  )
}
