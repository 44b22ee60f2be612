<?php

if (!defined('_PS_VERSION_')) {
    exit;
}
require_once __DIR__ . '/../../okaeri-signature.php';

class OkaeriGateHookModuleFrontController extends ModuleFrontController
{
    public function postProcess()
    {
        $headers = [];
        foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
            $headers[$name] = (string) ($_SERVER['HTTP_' . strtoupper(str_replace('-', '_', $name))] ?? '');
        }
        [$status, $answer] = $this->hear((string) file_get_contents('php://input'), $headers);
        http_response_code($status);
        header('content-type: application/json');
        exit(json_encode($answer));
    }

    /** @return array{0:int,1:array<string,mixed>} */
    public function hear(string $body, array $headers): array
    {
        if (!okaeri_is_signed((string) Configuration::get('OKAERI_GATE_SECRET'), $headers, $body)) {
            return [401, ['error' => 'not signed by your Okaeri']];
        }
        $message = json_decode($body, true);
        $type = $message['type'] ?? '';
        if ($type === 'gate.test') {
            return [200, ['ok' => true, 'test' => true]];
        }
        $reference = (string) ($message['data']['product']['reference'] ?? '');
        $sequence = (int) ($message['data']['sequence'] ?? 0);
        $id = (int) Db::getInstance()->getValue(
            'SELECT id_product FROM ' . _DB_PREFIX_ . 'product WHERE reference = "' . pSQL($reference) . '"'
        );
        if ($id === 0) {
            // Not sold here: nothing to do, and nothing to try again.
            return [200, ['ok' => true, 'found' => false]];
        }
        // Old news that arrives late changes nothing.
        if ($sequence <= (int) Configuration::get('OKAERI_SEQ_' . $id)) {
            return [200, ['ok' => true, 'old' => true]];
        }
        $product = new Product($id);
        if ($type === 'product.withdrawn' && $product->active) {
            $product->active = false;
            $product->update();
            Configuration::updateValue('OKAERI_OFF_' . $id, 1);
        }
        // Only what was disabled by this comes back by this: one that you disabled yourself stays so.
        if ($type === 'product.returned' && Configuration::get('OKAERI_OFF_' . $id)) {
            $product->active = true;
            $product->update();
            Configuration::deleteByName('OKAERI_OFF_' . $id);
        }
        Configuration::updateValue('OKAERI_SEQ_' . $id, $sequence);
        return [200, ['ok' => true, 'active' => (bool) $product->active]];
    }
}
