import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Network() {
  return (
    <Page title="Network">
      <Loading />
    </Page>
  )
}
