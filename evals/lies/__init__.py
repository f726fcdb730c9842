"""What reaches a reader when the language model lies, breaks off or obeys a document."""
