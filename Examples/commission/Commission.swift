@main enum Commission { static func main() {} }
