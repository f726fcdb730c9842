<?php
/*
 * Plugin Name: Perabot portal
 * Description: What government portals hang around an article and a crawler must not take for text.
 */

add_filter('the_content', function ($content) {
    if (!is_singular('post') || !in_the_loop() || post_password_required()) {
        return $content;
    }
    return pilar_share_bar() . $content . pilar_related() . pilar_author_box();
}, 20);

function pilar_share_bar() {
    $link = rawurlencode(get_permalink());
    return '<div class="sharedaddy share-buttons"><span>Bagikan:</span> '
        . '<a href="https://share.invalid/fb?u=' . $link . '">Facebook</a> '
        . '<a href="https://share.invalid/wa?u=' . $link . '">WhatsApp</a> '
        . '<a href="https://share.invalid/x?u=' . $link . '">X</a> '
        . '<span class="views">Dibaca ' . (317 + get_the_ID()) . ' kali</span></div>';
}

function pilar_related() {
    $items = '';
    foreach (get_posts(['numberposts' => 3, 'exclude' => [get_the_ID()], 'has_password' => false]) as $post) {
        $items .= '<li><a href="' . get_permalink($post) . '">' . get_the_title($post) . '</a></li>';
    }
    return '<aside class="related-posts"><h3>Lihat Juga</h3><ul>' . $items . '</ul></aside>';
}

function pilar_author_box() {
    return '<div class="author-box">Redaksi Diskominfo Kabupaten Suryanegara. '
        . 'Hak cipta dilindungi undang-undang.</div>';
}

add_action('wp_body_open', function () {
    echo '<div class="cookie-banner" role="dialog">Situs ini memakai kuki untuk meningkatkan '
        . 'pengalaman Anda. <button>Setuju</button></div>';
});
