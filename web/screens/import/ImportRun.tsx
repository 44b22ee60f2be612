import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function ImportRun() {
  return (
    <Page title="ImportRun">
      <Loading />
    </Page>
  )
}
