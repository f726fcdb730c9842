<?php
/* PHP's built-in server asks this first: files are served as they are, all else is WordPress's. */
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');

if (str_contains($path, '..')) {
    http_response_code(400);
    exit;
}
if (is_file($root . $path) || ($path !== '/' && is_file("$root$path/index.php"))) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
chdir($root);
require $root . '/index.php';
