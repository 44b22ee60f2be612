import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Staff() {
  return (
    <Page title="Staff">
      <Loading />
    </Page>
  )
}
