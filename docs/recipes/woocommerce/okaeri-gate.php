<?php
/**
 * Plugin Name: Okaeri product gate
 * Description: Unpublishes a product when Okaeri withdraws it, and publishes it again when it returns.
 * Version: 1.0.0
 * License: MIT
 *
 * In wp-config.php: define('OKAERI_GATE_SECRET', 'whsec_…');
 * Address to add in Okaeri: https://your-shop.example/wp-json/okaeri/v1/gate
 */

if (!defined('ABSPATH')) {
    exit;
}
require_once __DIR__ . '/okaeri-signature.php';

add_action('rest_api_init', function () {
    register_rest_route('okaeri/v1', '/gate', [
        'methods' => 'POST',
        // Whoever knows the secret may speak: the signature is the permission.
        'permission_callback' => '__return_true',
        'callback' => 'okaeri_gate_hear',
    ]);
});

function okaeri_gate_hear($request)
{
    $headers = [];
    foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
        $headers[$name] = (string) $request->get_header($name);
    }
    $body = $request->get_body();
    if (!defined('OKAERI_GATE_SECRET') || !okaeri_is_signed(OKAERI_GATE_SECRET, $headers, $body)) {
        return new WP_REST_Response(['error' => 'not signed by your Okaeri'], 401);
    }
    $message = json_decode($body, true);
    $type = $message['type'] ?? '';
    if ($type === 'gate.test') {
        return new WP_REST_Response(['ok' => true, 'test' => true], 200);
    }
    $reference = $message['data']['product']['reference'] ?? '';
    $sequence = (int) ($message['data']['sequence'] ?? 0);
    // The SKU of the shop is the reference in Okaeri.
    $product = wc_get_product(wc_get_product_id_by_sku($reference));
    if (!$product) {
        // Not sold here: nothing to do, and nothing to try again.
        return new WP_REST_Response(['ok' => true, 'found' => false], 200);
    }
    // Old news that arrives late changes nothing.
    if ($sequence <= (int) $product->get_meta('_okaeri_sequence')) {
        return new WP_REST_Response(['ok' => true, 'old' => true], 200);
    }
    if ($type === 'product.withdrawn' && $product->get_status() === 'publish') {
        $product->set_status('draft');
        $product->update_meta_data('_okaeri_withdrawn', 'yes');
    }
    // Only what was unpublished by this comes back by this: a draft of your own stays one.
    if ($type === 'product.returned' && $product->get_meta('_okaeri_withdrawn') === 'yes') {
        $product->set_status('publish');
        $product->delete_meta_data('_okaeri_withdrawn');
    }
    $product->update_meta_data('_okaeri_sequence', (string) $sequence);
    $product->save();
    return new WP_REST_Response(['ok' => true, 'status' => $product->get_status()], 200);
}
