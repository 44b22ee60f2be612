import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Cameras() {
  return (
    <Page title="Cameras">
      <Loading />
    </Page>
  )
}
