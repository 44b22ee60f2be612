import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Import() {
  return (
    <Page title="Import">
      <Loading />
    </Page>
  )
}
